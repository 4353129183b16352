/** Floor: the heatmap of a hall, from racks over trays to single GPUs, with the elevation of the rack looked at. */
package millwright.views.floor;
