/** Inference: throughput against what a user gets, from measured results, with the live operating points. */
package millwright.views.inference;
