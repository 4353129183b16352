// node keep.mjs HOST:PORT HOSTNAME : tells the power of one GPU twice a second over OTLP/gRPC, until it is ended
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';

const reader = new PeriodicExportingMetricReader({
  exporter: new OTLPMetricExporter({ url: 'http://' + process.argv[2] }),
  exportIntervalMillis: 500,
  exportTimeoutMillis: 400,
});
const resource = resourceFromAttributes({ 'host.name': process.argv[3], 'service.name': 'npm' });
const meter = new MeterProvider({ resource, readers: [reader] }).getMeter('site');
meter
  .createObservableGauge('hw.power', { unit: 'W' })
  .addCallback((power) => power.observe(603, { 'hw.id': '0', 'hw.type': 'gpu' }));
setInterval(() => {}, 1000); // the reader's own timer keeps nothing alive
