// The least that anything made with cdk8s can take.
const { ApiObject, App, Chart } = require('cdk8s');

const app = new App();
const chart = new Chart(app, 'hello');
new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { key: 'value' } });
app.synth();
