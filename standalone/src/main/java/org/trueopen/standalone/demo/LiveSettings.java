package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * How much live traffic there is, and what it may hold.
 *
 * @param pace how fast recipients live
 * @param smallestCampaign recipients of a campaign, at least
 * @param largestCampaign recipients of a campaign, at most
 * @param campaignEvery mean time between two campaigns; drawn between two thirds and four thirds
 * @param singleMailEvery mean time between two mails to one recipient; drawn likewise
 * @param maxWaitingHits hits kept for later; beyond that the one due first is dropped
 * @param maxRequestsAtOnce requests for pixels and links under way at one time
 */
public record LiveSettings(
    Pace pace,
    int smallestCampaign,
    int largestCampaign,
    Duration campaignEvery,
    Duration singleMailEvery,
    int maxWaitingHits,
    int maxRequestsAtOnce) {

  public LiveSettings {
    if (smallestCampaign < 1 || largestCampaign < smallestCampaign) {
      throw new IllegalArgumentException(
          "a campaign has 1 to n recipients, found " + smallestCampaign + " to " + largestCampaign);
    }
    if (!campaignEvery.isPositive() || !singleMailEvery.isPositive() || maxRequestsAtOnce < 1) {
      throw new IllegalArgumentException(
          "times between mails and requests at once must be above zero, found "
              + campaignEvery
              + ", "
              + singleMailEvery
              + " and "
              + maxRequestsAtOnce);
    }
  }

  /** Some four deliveries and three requests a second: lively, and light on one machine. */
  public static LiveSettings standard() {
    return new LiveSettings(
        Pace.standard(), 40, 150, Duration.ofSeconds(30), Duration.ofMillis(1500), 20_000, 16);
  }
}
