/** Where everything is joined: the command line, the gateway in this program, recordings and the desk. */
package millwright.launcher;
