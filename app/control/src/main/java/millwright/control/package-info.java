/** What may be done: guards, approval, execution, observation, and the audit that comes before every effect. */
package millwright.control;
