/**
 * A plant that behaves: physics, workloads, faults and obedience by seed, behind the same port as a real source.
 *
 * <p>Everything it tells is marked simulated. A prehistory is stepped before the opening, so that trends are not empty:
 * its far part in coarse steps, with facility, rack, job and endpoint metrics at those steps and GPU, node and link
 * metrics once a minute; its last part ("fine") in seconds, the former told every second and the latter every ten. All
 * of it carries its true past times. Faults may begin in the prehistory.
 *
 * <p>Devices differ from the physics that the twin shares with it: power and heat resistance of each GPU spread, some
 * sit on hot spots, sensors lag, flows and A/B splits are uneven.
 */
package millwright.connectors.simulator;
