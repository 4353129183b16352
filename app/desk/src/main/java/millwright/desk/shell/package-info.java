/** The window: top bar, rail, tabs, inspector, time bar, and everything that opens over them. FX thread. */
package millwright.desk.shell;
