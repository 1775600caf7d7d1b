// What a cluster costs beyond the start of the process.
const { App, Chart } = require('cdk8s');
const { addCluster } = require('./support/orders.cjs');

const app = new App();
for (let number = 0; number < 10; number++) {
  const name = `orders-${number}`;
  addCluster(new Chart(app, name, { namespace: 'kafka' }), name);
}
app.synth();
