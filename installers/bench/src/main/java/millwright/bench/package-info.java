/**
 * Benchmarks: each proves its work, stands beside its peers in the same run, and prints as rows of one table. A new one
 * implements {@link millwright.bench.Bench} and adds its name to {@code META-INF/services/millwright.bench.Bench}.
 */
package millwright.bench;
