/** The DSX Exchange contract over MQTT 3.1.1: points of the building, load targets of the grid, power breaches. */
package millwright.connectors.mqtt;
