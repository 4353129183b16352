/** What a simulated plant is made of and what befalls it, read from YAML. */
package millwright.connectors.simulator.scenario;
