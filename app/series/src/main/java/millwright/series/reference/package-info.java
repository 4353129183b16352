/** Published reference data of the benchmarks. */
package millwright.series.reference;
