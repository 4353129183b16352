// node send.mjs HOST:PORT : three exports over OTLP/gRPC; ends with 0 when the gateway took them all
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';

const url = 'http://' + process.argv[2];
const resource = resourceFromAttributes({ 'host.name': 'n17', 'service.name': 'npm' });
const gpu = { 'hw.id': '0', 'hw.type': 'gpu' };

const reader = new PeriodicExportingMetricReader({
  exporter: new OTLPMetricExporter({ url, compression: 'gzip' }),
  exportIntervalMillis: 3600000,
  exportTimeoutMillis: 20000,
});
const meters = new MeterProvider({ resource, readers: [reader] });
const meter = meters.getMeter('test');
const power = meter.createGauge('hw.power', { unit: 'W' });
const energy = meter.createCounter('hw.energy', { unit: 'J' });
const first = meter.createHistogram('gen_ai.server.time_to_first_token', { unit: 's' });
for (let i = 1; i <= 3; i++) {
  power.record(600 + i, gpu);
  energy.add(50, gpu);
  first.record(3, { 'gen_ai.request.model': 'llama' });
  await meters.forceFlush();
}
const logs = new LoggerProvider({
  resource,
  processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter({ url }) })],
});
logs.getLogger('test').emit({ severityNumber: SeverityNumber.ERROR, body: 'it broke' });
await logs.forceFlush();
await meters.shutdown();
await logs.shutdown();
console.log('sent');
