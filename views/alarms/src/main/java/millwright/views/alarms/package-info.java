/** Alarms: the list that survives a flood. */
package millwright.views.alarms;
