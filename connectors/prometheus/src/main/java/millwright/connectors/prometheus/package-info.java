/** Scrapes Prometheus text endpoints and maps dcgm-exporter, node and vLLM metrics to the catalogue. */
package millwright.connectors.prometheus;
