package org.trueopen.admin.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.DomainPolicy;

/**
 * A domain as it stands.
 *
 * @param version of the policy; 0 if the domain is not set up
 * @param check what DNS said last; null if nobody has asked since the start
 * @param trackingTarget what the tracking host must lead to; empty if this installation has no
 *     shared host configured
 */
public record DomainState(
    String domain,
    DomainPolicy policy,
    long version,
    String changedBy,
    @Nullable Instant changedAt,
    String txtName,
    String txtValue,
    String trackingTarget,
    @Nullable DomainCheck check) {

  /** Whether something that holds, or held by DNS, is not to be found there any more. */
  public boolean lost() {
    DomainCheck latest = check;
    boolean lostNow =
        latest != null
            && ((policy.validated() && latest.txt().missing())
                || (policy.hasTrackingHost() && latest.host().missing()));
    return lostNow || changedBy.equals(DomainChecks.LOST);
  }
}
