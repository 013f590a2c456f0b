package org.trueopen.benchmarks.heldout;

import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/**
 * What a scanner looks like from outside.
 *
 * @param agents it takes one of these per request
 */
record Look(String story, List<Block> networks, List<String> agents, Map<String, String> headers) {

  Caller caller(Draws draws) {
    return from(draws.pick(networks), draws);
  }

  /** As always, but all from one network. */
  Caller from(Block network, Draws draws) {
    return as(draws.pick(agents), network, draws);
  }

  Caller as(String agent, Block network, Draws draws) {
    return new Caller(story, VerdictClass.SECURITY_SCANNER, network.address(draws), agent, headers);
  }

  /** Shows itself the mail: what is a browser asks for the pixel as for any picture in a page. */
  Caller rendering(Block network, Draws draws) {
    Caller caller = from(network, draws);
    String language = headers.getOrDefault("accept-language", "en-US,en;q=0.9");
    return new Caller(
        caller.story(),
        caller.label(),
        caller.address(),
        caller.userAgent(),
        headers.containsKey("sec-fetch-dest") ? Headers.image(language) : headers);
  }

  Caller rendering(Draws draws) {
    return rendering(draws.pick(networks), draws);
  }
}
