/** What it means: the analyst takes the plant's events and tells findings, alarms and incidents. No threads, no I/O. */
package millwright.analysis;
