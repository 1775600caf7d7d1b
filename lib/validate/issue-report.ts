/**
 * Variable with the file to which a synth adds its issues, each a line of JSON. The command line sets it for the program
 * that it runs (adr/0019).
 */
export const ISSUE_REPORT_VARIABLE = 'CDK8S_KAFKA_ISSUES';
