/** A plant that behaves: physics, workloads, faults and obedience by seed, behind the same port as a real source. */
package millwright.connectors.simulator;
