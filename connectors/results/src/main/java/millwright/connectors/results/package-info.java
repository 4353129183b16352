/**
 * Serving benchmark results: vLLM benchmark_serving and InferenceX JSON, ML.ENERGY model files; and the {@code pareto}
 * command over them. Reads files on the caller's thread; one file of at most 256 MiB is held at a time.
 */
package millwright.connectors.results;
