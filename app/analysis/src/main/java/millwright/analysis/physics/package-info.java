/** How machines behave: power, clock and throughput; heat and flow. Pure functions of their arguments, any thread. */
package millwright.analysis.physics;
