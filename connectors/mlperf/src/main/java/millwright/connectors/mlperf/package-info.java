/**
 * MLPerf power runs: wall power by PTDaemon ({@code spl.txt}), the measured window, the summary and the power meter's
 * session records. One run of a few thousand rows is held at a time.
 */
package millwright.connectors.mlperf;
