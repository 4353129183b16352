/** The contract {@code millwright.plant.v1} and its codecs between messages and the records of the model. */
package millwright.connectors.wire;
