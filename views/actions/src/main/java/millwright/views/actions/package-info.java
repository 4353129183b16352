/** Actions: what was proposed, approved and commanded, and what the plant then really did. */
package millwright.views.actions;
