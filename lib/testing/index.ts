import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../manifest/manifest';

export type { Manifest, ManifestMetadata } from '../manifest/manifest';
export type { DesiredConnectorContents, DesiredContents } from './desired-state';
export { desiredConnectors, desiredState } from './desired-state';
export { ruleTester } from './rule-tester';
export type { RuleCases } from './rule-tester';

/**
 * The manifests of an app, a chart or any construct as plain objects, in the order of the output. The whole app is
 * checked before, as by `app.synth()`: when there are errors this throws with all of them. Nothing is written to disk.
 * @param scope of which construct and those below it
 */
export function synthManifests(scope: IConstruct): readonly Manifest[] {
  const app = App.of(scope);
  // Of what cdk8s offers, this alone resolves the dependencies and checks the whole app without writing files.
  app.synthYaml();
  const wanted = new Set(scope.node.findAll());
  return app.charts.flatMap((chart) =>
    new DependencyGraph(chart.node)
      .topology()
      .filter((construct) => ApiObject.isApiObject(construct))
      .filter((object) => wanted.has(object) && Chart.of(object) === chart)
      .map((object) => object.toJson() as Manifest),
  );
}
