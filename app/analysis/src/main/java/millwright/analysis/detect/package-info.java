/** Rules: each looks at the newest values of the plant and says what does not hold, with its settings in the open. */
package millwright.analysis.detect;
