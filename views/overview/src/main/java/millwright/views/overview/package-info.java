/** Overview: the plant on one page. */
package millwright.views.overview;
