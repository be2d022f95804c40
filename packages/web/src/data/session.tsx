import type { ApiSession } from '@giemsa/server';
import { createContext, useContext } from 'react';

/** Who asks, and what they may do; `undefined` until the server has said it. */
export const SessionContext = createContext<ApiSession | undefined>(undefined);
export const useSession = (): ApiSession | undefined => useContext(SessionContext);
