package org.trueopen.admin.share;

import java.time.Instant;
import org.trueopen.id.AccountId;

/**
 * What a link shows.
 *
 * @param account whose figures
 * @param path of the page with its query: {@code campaigns/spring?range=30d}
 * @param sharedBy who made the link
 * @param expires when it shows nothing any more
 */
record SharedPage(AccountId account, String path, String sharedBy, Instant expires) {}
