/** The screen of the sources: who tells what, how late, how much of it could not be understood, and what is missing. */
package millwright.views.sources;
