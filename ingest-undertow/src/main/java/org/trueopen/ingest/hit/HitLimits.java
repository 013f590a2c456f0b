package org.trueopen.ingest.hit;

import org.trueopen.ingest.host.TrackingHosts;
import org.trueopen.ingest.limit.DeliveryLimits;
import org.trueopen.ingest.limit.InvalidRequests;

/** What stands between a request and a recorded hit besides its token. */
public record HitLimits(TrackingHosts hosts, InvalidRequests invalid, DeliveryLimits deliveries) {}
