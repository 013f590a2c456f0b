package org.trueopen.standalone.demo;

import java.util.Optional;

/** Which way a reader's images take, and so what the sender can see of an open. */
@SuppressWarnings("ImmutableEnumChecker") // An agent keeps a copy of its headers.
enum ImageRoute {
  /** The mail program loads them itself. */
  DIRECT,
  /** Gmail's proxy; since March 2014 it fetches again on every open if told not to cache. */
  GMAIL_PROXY(
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
      Network.GOOGLE_IMAGE_FETCHERS,
      false,
      1),
  /** Yahoo's and AOL's; repeats come from its cache, but one load may be tried up to four times. */
  YAHOO_PROXY(
      "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
      Network.YAHOO,
      true,
      4),
  SEZNAM_PROXY("SeznamEmailProxy/2.1", Network.SEZNAM, true, 1),
  RAMBLER_PROXY("RamblerMail/6.0 (incompatible; ImageProxy/6.0)", Network.RAMBLER, true, 1),
  /** Apple loaded them long before; reading adds nothing that can be seen. */
  PRELOADED,
  /** The reader does not load images. */
  BLOCKED;

  /**
   * An image proxy.
   *
   * @param agent how it introduces itself
   * @param network where it fetches from
   * @param caches whether a second open by the same reader stays unseen
   * @param attempts how many requests one load may take at most
   */
  record Proxy(Agent agent, Network network, boolean caches, int attempts) {}

  private final Optional<Proxy> proxy;

  ImageRoute() {
    this.proxy = Optional.empty();
  }

  ImageRoute(String userAgent, Network network, boolean caches, int attempts) {
    this.proxy = Optional.of(new Proxy(Agent.bare(userAgent), network, caches, attempts));
  }

  Optional<Proxy> proxy() {
    return proxy;
  }

  /** Whether reading loads the pixel at all. */
  boolean visible() {
    return this == DIRECT || proxy.isPresent();
  }
}
