/** Captures: record what is watched, open a recording, attach to another gateway. */
package millwright.views.captures;
