package org.trueopen.admin.config;

import java.util.List;

/**
 * How domains are checked.
 *
 * @param servers name servers to ask, {@code host} or {@code host:port}; none for this machine's
 * @param sharedHost what domains' own tracking hosts must lead to; empty if nobody has said
 */
public record DnsConfig(List<String> servers, String sharedHost) {

  public DnsConfig {
    servers = List.copyOf(servers);
  }
}
