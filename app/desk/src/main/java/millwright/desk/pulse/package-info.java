/** The beat of the window: once a frame every visible part pulls what is newer, and is timed while it does. */
package millwright.desk.pulse;
