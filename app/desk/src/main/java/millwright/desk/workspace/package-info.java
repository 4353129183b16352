/** What is open where, by name, on disk: a workspace comes back after closing and reopening. */
package millwright.desk.workspace;
