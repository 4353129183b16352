/** Finding any entity, screen or action by a few letters of its name. */
package millwright.desk.find;
