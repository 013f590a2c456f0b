package org.trueopen.benchmarks.admin;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to be measured, and where.
 *
 * @param home the checkout's folder
 * @param folder where broker, store and admin keep what they write
 * @param portOffset added to every port
 * @param deliveries of the account that is looked at, in the last 90 days
 * @param sessions that are open at once
 * @param time how long they are measured, once all are open
 * @param think from an answer to the same session's next interaction, on average
 * @param livePerSecond deliveries a second that come in meanwhile; 0 for none
 * @param pages of the message list that are fetched of each kind; 0 to leave it out
 * @param scroll for how long the message list is scrolled in Chromium; zero to leave it out
 */
record AdminSettings(
    Path home,
    Path folder,
    int portOffset,
    int deliveries,
    int sessions,
    Duration time,
    Duration think,
    int livePerSecond,
    int pages,
    Duration scroll) {}
