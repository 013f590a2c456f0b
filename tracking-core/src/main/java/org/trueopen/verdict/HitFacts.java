package org.trueopen.verdict;

import java.time.Instant;
import java.util.List;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;

/**
 * What is kept of a hit once the single-hit rules have seen it: enough to judge it again among
 * later hits, without the client's full address or user agent.
 *
 * @param link the link's number, -1 for an open
 * @param pixel which image an open was loaded by
 * @param network the client's /24 or /48 in CIDR text; empty in anonymous mail
 * @param addressHash the keyed hash of the client's full address; 0 if there was none, and in
 *     anonymous mail
 * @param reader stands for the same client at the same place; by it reloads are told; 0 in
 *     anonymous mail
 * @param client the client in words
 * @param verdict what the hit alone says, with reasons and confidence in percent
 * @param country where the client's address is, as {@link Countries} says; empty if not known, and
 *     in anonymous mail
 * @param lists the signal lists that know the client's network or user agent, whatever decided
 */
public record HitFacts(
    String hitId,
    HitKind kind,
    int link,
    PixelPlace pixel,
    String url,
    Instant at,
    String method,
    String network,
    long addressHash,
    long reader,
    String client,
    VerdictClass verdict,
    List<Reason> reasons,
    int confidence,
    String country,
    List<ListVersion> lists) {

  /** Without what no rule asks for. */
  public HitFacts(
      String hitId,
      HitKind kind,
      int link,
      PixelPlace pixel,
      String url,
      Instant at,
      String method,
      String network,
      long addressHash,
      long reader,
      String client,
      VerdictClass verdict,
      List<Reason> reasons,
      int confidence) {
    this(
        hitId,
        kind,
        link,
        pixel,
        url,
        at,
        method,
        network,
        addressHash,
        reader,
        client,
        verdict,
        reasons,
        confidence,
        "",
        List.of());
  }

  /** The same, taken for something else. */
  HitFacts as(VerdictClass other) {
    return new HitFacts(
        hitId,
        kind,
        link,
        pixel,
        url,
        at,
        method,
        network,
        addressHash,
        reader,
        client,
        other,
        reasons,
        confidence,
        country,
        lists);
  }
}
