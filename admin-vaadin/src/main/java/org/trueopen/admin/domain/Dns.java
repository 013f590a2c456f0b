package org.trueopen.admin.domain;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.trueopen.admin.config.DnsConfig;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/** Asks name servers, never a cache of ours: what was just published is to be seen. */
final class Dns {

  /** For one try at one server. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static final int TRIES = 2;

  private final DnsConfig config;

  Dns(DnsConfig config) {
    this.config = config;
  }

  /** The texts of a name, each put together from its parts (RFC 7208 section 3.3 does likewise). */
  Lookup txt(String name) {
    return ask(name, Type.TXT);
  }

  /** Where a name is an alias to; one step, as it was published. */
  Lookup cname(String name) {
    return ask(name, Type.CNAME);
  }

  private Lookup ask(String name, int type) {
    try {
      LookupSession session = LookupSession.builder().resolver(resolver()).build();
      List<Record> records =
          session
              .lookupAsync(Name.fromString(name + "."), type)
              .toCompletableFuture()
              .get()
              .getRecords();
      List<String> values = records.stream().map(Dns::value).filter(v -> !v.isEmpty()).toList();
      return values.isEmpty() ? new Lookup.Nothing() : new Lookup.Found(values);
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lookup.Failed("the check was interrupted");
    } catch (TextParseException | UnknownHostException e) {
      return new Lookup.Failed(String.valueOf(e.getMessage()));
    }
  }

  private static Lookup failure(Throwable why) {
    if (why instanceof NoSuchDomainException || why instanceof NoSuchRRSetException) {
      return new Lookup.Nothing();
    }
    if (why instanceof ServerFailedException) {
      return new Lookup.Failed("the name server answered with an error");
    }
    return new Lookup.Failed("no name server answered");
  }

  private static String value(Record record) {
    if (record instanceof TXTRecord txt) {
      return String.join("", txt.getStrings());
    }
    return record instanceof CNAMERecord alias
        ? alias.getTarget().toString(true).toLowerCase(Locale.ROOT)
        : "";
  }

  private Resolver resolver() throws UnknownHostException {
    List<Resolver> resolvers = new ArrayList<>();
    for (String server : config.servers()) {
      int colon = server.lastIndexOf(':');
      SimpleResolver resolver = new SimpleResolver(colon < 0 ? server : server.substring(0, colon));
      if (colon >= 0) {
        resolver.setPort(Integer.parseInt(server.substring(colon + 1)));
      }
      resolvers.add(resolver);
    }
    ExtendedResolver all =
        resolvers.isEmpty() ? new ExtendedResolver() : new ExtendedResolver(resolvers);
    // It hands its own timeout on to nobody, and each of them would wait ten seconds.
    for (Resolver each : all.getResolvers()) {
      each.setTimeout(TIMEOUT);
    }
    all.setTimeout(TIMEOUT.multipliedBy((long) TRIES * all.getResolvers().length));
    all.setRetries(TRIES);
    return all;
  }
}
