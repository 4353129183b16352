/** Published reference data of the benchmarks. */
package millwright.reference;
