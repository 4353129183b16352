/** Power: the tree from the utility to the rows, the site's envelope and what binds first. */
package millwright.views.power;
