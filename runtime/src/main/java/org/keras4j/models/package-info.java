/** Models: how layers are put together, loaded, summarised and run. */
package org.keras4j.models;
