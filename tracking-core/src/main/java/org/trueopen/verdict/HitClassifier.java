package org.trueopen.verdict;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.id.KeyedHash;
import org.trueopen.verdict.Signals.NetworkSignal;
import org.trueopen.verdict.Signals.UserAgentSignal;

/**
 * The single-hit rules, asked from the strongest evidence to the weakest. Not safe for use by
 * several threads at once.
 */
public final class HitClassifier {

  /** Header values by which a browser or provider says that nobody looks yet. */
  private static final List<Map.Entry<String, List<String>>> PREFETCH_HEADERS =
      List.of(
          Map.entry("sec-purpose", List.of("prefetch", "prerender")),
          Map.entry("purpose", List.of("prefetch", "preview")),
          Map.entry("x-purpose", List.of("prefetch", "preview")),
          Map.entry("x-moz", List.of("prefetch")));

  /** As for names, popular agents come again and again; a thousand of usual length. */
  private static final int CACHED_CHARS = 200_000;

  private record Asked(HitKind kind, String userAgent) {}

  private final Signals signals;
  private final KeyedHash hashes;
  private final Countries countries;
  private final ClientNames clientNames;
  private final LoadingCache<Asked, Optional<UserAgentSignal>> found;

  /** Where nobody asks for countries. */
  public HitClassifier(Signals signals, KeyedHash hashes) {
    this(signals, hashes, Countries.NONE);
  }

  public HitClassifier(Signals signals, KeyedHash hashes, Countries countries) {
    this(signals, hashes, countries, new ClientNames());
  }

  private HitClassifier(
      Signals signals, KeyedHash hashes, Countries countries, ClientNames clientNames) {
    this.signals = signals;
    this.hashes = hashes;
    this.countries = countries;
    this.clientNames = clientNames;
    this.found =
        Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARS)
            .weigher(
                (Asked asked, Optional<UserAgentSignal> signal) -> 1 + asked.userAgent().length())
            // On the caller's thread, so that none is started within a job.
            .executor(Runnable::run)
            .build(asked -> signals.userAgent(asked.userAgent(), asked.kind()));
  }

  /** The same with other lists; the names that user agents were found to have stay known. */
  public HitClassifier with(Signals other) {
    return new HitClassifier(other, hashes, countries, clientNames);
  }

  /** What the hit alone says. Of anonymous mail's hits nothing is kept that stands for a client. */
  public HitFacts classify(Hit hit) {
    IPAddress address = ClientNetwork.parse(hit.address());
    boolean anonymous = AggregateLedger.isAggregate(hit.deliveryId());
    String network = anonymous ? "" : ClientNetwork.of(address);
    Optional<NetworkSignal> place = signals.network(address, hit.kind());
    Optional<UserAgentSignal> agent = found.get(new Asked(hit.kind(), hit.userAgent()));
    SingleVerdict verdict = judge(hit, network, place, agent);
    return new HitFacts(
        hit.hitId(),
        hit.kind(),
        hit.link(),
        hit.pixel(),
        hit.url(),
        hit.at(),
        hit.method(),
        network,
        anonymous || address == null ? 0 : hashes.clientAddress(address.toCanonicalString()),
        anonymous ? 0 : reader(hit, network, verdict),
        verdict.client(),
        verdict.verdict(),
        verdict.reasons(),
        verdict.confidence(),
        anonymous || address == null ? "" : countries.of(address.getBytes()),
        lists(place, agent));
  }

  private List<ListVersion> lists(Optional<NetworkSignal> place, Optional<UserAgentSignal> agent) {
    if (place.isEmpty() && agent.isEmpty()) {
      return List.of(); // as for most hits by people
    }
    return Stream.concat(
            place.map(NetworkSignal::file).stream(), agent.map(UserAgentSignal::file).stream())
        .distinct()
        .map(signals::version)
        .toList();
  }

  private SingleVerdict judge(
      Hit hit, String network, Optional<NetworkSignal> place, Optional<UserAgentSignal> listed) {
    String agent = hit.userAgent();
    if (hit.link() == Hit.HONEYPOT) {
      return single(
          VerdictClass.SECURITY_SCANNER,
          HoneypotRule.ID,
          "a link without a text",
          95,
          named(agent));
    }
    if (!hit.method().equals("GET")) {
      return single(VerdictClass.SECURITY_SCANNER, "method-head", hit.method(), 90, named(agent));
    }
    Optional<String> prefetch = prefetchHeader(hit.headers());
    if (prefetch.isPresent()) {
      return single(
          VerdictClass.PROVIDER_PREFETCH, "prefetch-header", prefetch.get(), 95, named(agent));
    }
    if (place.isPresent() && place.get().verdict() != null) {
      return single(
          place.get().verdict(),
          "listed-network",
          (place.get().name() + " " + network).strip(),
          place.get().certainty(),
          named(agent));
    }
    if (listed.isPresent()) {
      return byUserAgent(listed.get(), place, agent);
    }
    return byClient(hit.kind(), agent, network, place);
  }

  private SingleVerdict byUserAgent(
      UserAgentSignal signal, Optional<NetworkSignal> place, String agent) {
    boolean backed =
        signal.network().equals("any")
            || place.filter(found -> found.name().equals(signal.network())).isPresent();
    String client = signal.client().isEmpty() ? named(agent) : signal.client();
    Reason reason = new Reason(signal.id(), shown(agent));
    if (backed) {
      return new SingleVerdict(signal.verdict(), List.of(reason), signal.certainty(), client);
    }
    Reason elsewhere = new Reason("other-network", "not from " + signal.network());
    // A bare "Mozilla/5.0" from anywhere else may be anything, so it is not even called a preload.
    VerdictClass verdict =
        signal.verdict() == VerdictClass.PRIVACY_PRELOAD ? VerdictClass.UNKNOWN : signal.verdict();
    return new SingleVerdict(verdict, List.of(reason, elsewhere), signal.certainty() / 2, client);
  }

  private SingleVerdict byClient(
      HitKind kind, String agent, String network, Optional<NetworkSignal> place) {
    if (agent.isBlank()) {
      return single(VerdictClass.SECURITY_SCANNER, "empty-user-agent", "", 60, "");
    }
    String client = named(agent);
    List<Reason> reasons = new ArrayList<>(2);
    VerdictClass verdict = VerdictClass.PERSON;
    int confidence = kind == HitKind.CLICK ? 80 : 85;
    if (!ClientNames.isPersonal(agent)) {
      reasons.add(new Reason("unrecognised-client", shown(agent)));
      verdict = VerdictClass.UNKNOWN;
      confidence = 50;
    } else {
      reasons.add(new Reason("personal-client", client));
      if (place.filter(found -> found.name().equals(Signals.APPLE)).isPresent()) {
        reasons.add(new Reason("private-relay", ""));
        confidence = 70;
      }
    }
    place
        .filter(found -> !found.rule().isEmpty())
        .ifPresent(found -> reasons.add(new Reason(found.rule(), found.name() + ' ' + network)));
    return new SingleVerdict(verdict, List.copyOf(reasons), confidence, client);
  }

  private static Optional<String> prefetchHeader(Map<String, String> headers) {
    for (Map.Entry<String, List<String>> known : PREFETCH_HEADERS) {
      String value = headers.getOrDefault(known.getKey(), "").toLowerCase(Locale.ROOT);
      if (known.getValue().stream().anyMatch(value::contains)) {
        return Optional.of(known.getKey() + ": " + shown(value));
      }
    }
    return Optional.empty();
  }

  /**
   * Behind a proxy the address says nothing, so there the client stands for the reader; elsewhere
   * its network and user agent do.
   */
  private long reader(Hit hit, String network, SingleVerdict verdict) {
    boolean hidden =
        verdict.verdict() == VerdictClass.PERSON_VIA_PROXY
            || verdict.verdict() == VerdictClass.PRIVACY_PRELOAD;
    return hashes.clientAddress(hidden ? verdict.client() : network + '\0' + hit.userAgent());
  }

  private String named(String agent) {
    return clientNames.of(agent);
  }

  private static SingleVerdict single(
      VerdictClass verdict, String rule, String evidence, int confidence, String client) {
    return new SingleVerdict(verdict, List.of(new Reason(rule, evidence)), confidence, client);
  }

  private static String shown(String text) {
    return text.length() <= 120 ? text : text.substring(0, 120) + "...";
  }
}
