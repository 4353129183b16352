/**
 * What stands in an AI factory: entities, relations, limits, the metric catalogue, units and time.
 * Everything here is immutable or confined to a builder, and knows neither wire nor screen.
 */
package millwright.plant;
