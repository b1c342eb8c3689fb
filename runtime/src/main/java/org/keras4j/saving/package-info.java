/** What saved models may be made of. */
package org.keras4j.saving;
