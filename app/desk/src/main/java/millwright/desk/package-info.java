/**
 * The window around the screens, and what a screen may ask for. This package holds the contracts; the shell, the model
 * behind it and the pulse are in packages below it.
 */
package millwright.desk;
