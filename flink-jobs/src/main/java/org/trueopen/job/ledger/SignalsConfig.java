package org.trueopen.job.ledger;

import java.io.Serializable;

/**
 * Where the lists that rules look things up in come from, and what countries are looked up in.
 *
 * @param folder which all of the cluster's processes see; empty for the lists of the product
 * @param maxAgeDays beyond it a list is warned of as stale
 * @param countryFile a {@link CountryFile} that all of the cluster's processes see; empty for none
 */
public record SignalsConfig(String folder, int maxAgeDays, String countryFile)
    implements Serializable {

  /** The egress list of Apple's relay changes within weeks; half a year is long past that. */
  public static final int DEFAULT_MAX_AGE_DAYS = 180;

  public static final SignalsConfig BUNDLED = new SignalsConfig("", DEFAULT_MAX_AGE_DAYS);

  /** Without countries. */
  public SignalsConfig(String folder, int maxAgeDays) {
    this(folder, maxAgeDays, "");
  }
}
