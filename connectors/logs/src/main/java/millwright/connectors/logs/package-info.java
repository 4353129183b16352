/** Logs of kernels, journals, syslog, fabric managers and Slurm's daemons, read for the events in them. */
package millwright.connectors.logs;
