/**
 * In which order a sync sends what may be sent: as the vendor advises, then superiors, who may be
 * new themselves; then what goes, the other way round (docs/vendors/weaver-e10.md, section 4).
 */
export const PHASE = {
	subcompanies: 1,
	departments: 2,
	positions: 3,
	employees: 4,
	superiors: 5,
	employeesGo: 6,
	positionsGo: 7,
	departmentsGo: 8,
	subcompaniesGo: 9,
};
