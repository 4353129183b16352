/**
 * The port between sources and everything that reads them: plant events come in, commands go out. Plain records, all in
 * this one package, because a sealed type cannot cross packages on the class path.
 */
package millwright.feed;
