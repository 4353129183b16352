/** What the tests of sources share: what a feed told, and recorded data beside the checkout. */
package millwright.hearing;
