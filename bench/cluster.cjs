// The cluster of examples/quickstart.ts, as compiled JavaScript.
const { App, Chart } = require('cdk8s');
const { addCluster } = require('./support/orders.cjs');

const app = new App();
addCluster(new Chart(app, 'orders', { namespace: 'kafka' }), 'orders');
app.synth();
